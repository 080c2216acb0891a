"""What can be seen in the sky beside air, clouds and stars: each sight is in a kernel only where a scene has it."""
