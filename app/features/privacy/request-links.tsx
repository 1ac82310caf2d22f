import { Link } from '@remix-run/react';

/** 'request 3, request 5', each a link to its page. */
export const RequestLinks = ({ ids }: { ids: readonly number[] }) =>
  ids.map((id, index) => (
    <span key={id}>
      {index === 0 ? '' : ', '}
      <Link to={`/desk/requests/${id}`} className="text-accent underline">
        request {id}
      </Link>
    </span>
  ));
