"""`python -m bench`: every figure, one after the other."""

from bench import exports, push, rendering, service, voxel

rendering.main()
exports.main()
service.main()
push.main()
voxel.main()
