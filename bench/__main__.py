"""`python -m bench`: every figure, one after the other."""

from bench import exports, push, rendering, service

rendering.main()
exports.main()
service.main()
push.main()
