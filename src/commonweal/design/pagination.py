"""Which page numbers to offer, and their addresses."""

from django.http import QueryDict


def page_numbers(current: int, last: int) -> list[int | None]:
    """Return the numbers to show for page ``current`` of ``last``; None is a gap.

    The first page, the last, the current one and its neighbours, as the GOV.UK
    pattern has it. A gap never hides one single page.

        >>> page_numbers(5, 9)
        [1, None, 4, 5, 6, None, 9]
    """
    shown = sorted(
        {1, last} | {n for n in range(current - 1, current + 2) if 1 <= n <= last}
    )
    numbers: list[int | None] = []
    for number in shown:
        before = numbers[-1] if numbers else 0
        if before is not None and number - before == 2:
            numbers.append(number - 1)
        elif before is not None and number - before > 2:
            numbers.append(None)
        numbers.append(number)
    return numbers


def page_address(query: QueryDict, *, param: str, number: int) -> str:
    """Return "?…" for page ``number``, keeping the other arguments of ``query``.

    Page 1 carries no number, so that a list has one address for its beginning.
    Without any argument left it is "./": addresses of lists end with a slash.
    """
    kept = query.copy()
    kept.pop(param, None)
    if number > 1:
        kept[param] = str(number)
    return f"?{kept.urlencode()}" if kept else "./"
