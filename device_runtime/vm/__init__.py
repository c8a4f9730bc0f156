"""The interpreter of device_runtime, as Python sees it."""

from ulambda.vm.board import Board
from ulambda.vm.machine import Machine, Report, verify

__all__ = ["Board", "Machine", "Report", "verify"]
