// What a page of the queue of employments is.
export const EMPLOYMENTS_A_PAGE = 50;
