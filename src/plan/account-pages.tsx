/** What is not done here but in the platform's account pages, with the way there where it is known. */
export function AccountPages() {
  const accountUrl = import.meta.env.VITE_ACCOUNT_URL;
  return (
    <section aria-labelledby="account-pages">
      <h2 id="account-pages" className="mb-2 font-semibold">
        Not on this screen
      </h2>
      <ul className="border-hairline border-t pt-3 text-ink-muted text-sm">
        <li>
          Canceling, a smaller plan, monthly or yearly billing, payment methods and invoices are in{' '}
          {accountUrl ? (
            <a href={accountUrl} className="text-ink underline underline-offset-4">
              your account pages
            </a>
          ) : (
            'your account pages'
          )}
          .
        </li>
        <li className="mt-2">
          Credits are not sold singly, do not roll over, and are not given back for a result that disappoints.
          To have more of them now, take a larger plan.
        </li>
      </ul>
    </section>
  );
}
