"""Tests of taxonomies: reading, checking, telling apart."""
