"""Our search beside stock Material, Pagefind and MiniSearch: `python -m benchmarks.search`."""
