// Reads what a form sent; what no form of ours sends is a bad request, not a fault.

/** The fields of a posted form. Throws the 400 for a body that is no form. */
export async function readForm(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    throw new Response('This is not a form', { status: 400, statusText: 'Bad Request' });
  }
}
