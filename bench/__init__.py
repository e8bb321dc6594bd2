"""Benchmarks: ratios of arms that take turns in one run, for `make bench`."""
