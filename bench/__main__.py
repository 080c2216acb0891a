"""`python -m bench`: every figure, one after the other."""

from bench import rendering, service

rendering.main()
service.main()
