"""Threshold frameworks as YAML, and their loader and checker."""
