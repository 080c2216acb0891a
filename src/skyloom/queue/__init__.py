"""The calls we need of Procrastinate."""
