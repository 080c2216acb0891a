"""`python -m bench`: every figure, one after the other."""

from bench import push, rendering, service

rendering.main()
service.main()
push.main()
