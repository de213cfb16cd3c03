"""Measurements that anyone can run; no part of the package."""
