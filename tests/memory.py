"""How much memory a program took, told by the program itself."""

from __future__ import annotations

#: Prints the peak in MB. On Linux the process's own high-water mark: getrusage counts what the program that
#: started it held at that moment, which here is the whole of pytest.
PEAK_MB = """
import re, resource, sys
from pathlib import Path
if sys.platform == "linux":
    kib = int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1])
    print(kib / 1024)
else:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2)
"""
