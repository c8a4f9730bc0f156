"""What does `import heapq` offer? A heap is a list with a[k] <= a[2*k+1] and a[k] <= a[2*k+2]."""

from _ulambda import native


@native
def heappush(heap, item, /):
    if not isinstance(heap, list):
        raise _no_list(heap, "heappush")
    heap.append(item)
    _rise(heap, 0, len(heap) - 1)


@native
def heappop(heap, /):
    if not isinstance(heap, list):
        raise _no_list(heap, "heappop")
    if not heap:
        raise IndexError("index out of range")
    last = heap.pop()
    if not heap:
        return last
    first = heap[0]
    heap[0] = last
    _sink(heap, 0)
    return first


@native
def heapreplace(heap, item, /):
    if not isinstance(heap, list):
        raise _no_list(heap, "heapreplace")
    if not heap:
        raise IndexError("index out of range")
    first = heap[0]
    heap[0] = item
    _sink(heap, 0)
    return first


@native
def heappushpop(heap, item, /):
    if not isinstance(heap, list):
        raise _no_list(heap, "heappushpop")
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _sink(heap, 0)
    return item


@native
def heapify(heap, /):
    if not isinstance(heap, list):
        raise _no_list(heap, "heapify")
    for i in range(len(heap) // 2 - 1, -1, -1):
        _sink(heap, i)


def _no_list(heap, name):
    where = "argument" if name in ("heappop", "heapify") else "argument 1"
    return TypeError(f"{name}() {where} must be list, not {type(heap).__name__}")


def _rise(heap, top, i):
    """Move heap[i] up to its place below `top`."""
    item = heap[i]
    while i > top:
        above = i - 1 >> 1
        if not item < heap[above]:
            break
        heap[i] = heap[above]
        i = above
    heap[i] = item


def _sink(heap, top):
    """Move heap[top] down to a leaf along the smaller children, then up to its place.

    What is moved comes from the bottom most of the time, so this compares less than stopping early.
    """
    end = len(heap)
    item = heap[top]
    i = top
    child = 2 * i + 1
    while child < end:
        if child + 1 < end and not heap[child] < heap[child + 1]:
            child += 1
        heap[i] = heap[child]
        i = child
        child = 2 * i + 1
    heap[i] = item
    _rise(heap, top, i)


def nsmallest(n, iterable, key=None):
    items = list(iterable)
    if n == 1 and items:
        return [min(items, key=key)]
    return sorted(items, key=key)[: max(n, 0)]


def nlargest(n, iterable, key=None):
    items = list(iterable)
    if n == 1 and items:
        return [max(items, key=key)]
    return sorted(items, key=key, reverse=True)[: max(n, 0)]


def merge(*iterables, key=None, reverse=False):
    """Yield the items of sorted iterables in order; equal ones in the order of the iterables."""
    heads = []
    for iterable in iterables:
        rest = iter(iterable)
        for item in rest:
            heads.append([item if key is None else key(item), item, rest])
            break
    while heads:
        best = 0
        for i in range(1, len(heads)):
            if heads[best][0] < heads[i][0] if reverse else heads[i][0] < heads[best][0]:
                best = i
        head = heads[best]
        yield head[1]
        for item in head[2]:
            head[0] = item if key is None else key(item)
            head[1] = item
            break
        else:
            del heads[best]
