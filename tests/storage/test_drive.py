"""Which places are network drives or synchronised folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from crmcli.storage.drive import NETWORK, file_system, is_network, is_synchronised

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
server:/export /mnt/desk nfs4 rw 0 0
//box/share /mnt/desk/inner\\040folder cifs rw 0 0
/dev/sdb1 /mnt/desk/local ext4 rw 0 0
C:\\134 /mnt/c 9p rw 0 0
broken line
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/home/chen/crm.db", "ext4"),
        ("/tmp/crm.db", "tmpfs"),
        ("/tmpfoo/crm.db", "ext4"),
        ("/mnt/desk/crm.db", "nfs4"),
        ("/mnt/desk/inner folder/crm.db", "cifs"),
        ("/mnt/desk/local/crm.db", "ext4"),
        ("/mnt/c/Users/chen/crm.db", "9p"),
    ],
)
def test_the_longest_mount_point_above_counts(place: str, kind: str) -> None:
    assert file_system(place, MOUNTS) == kind


def test_without_mounts_nothing_can_be_told() -> None:
    assert file_system("/home/chen/crm.db", "") is None


def test_network_kinds() -> None:
    assert {"nfs4", "cifs", "9p", "fuse.sshfs"} <= NETWORK
    assert not {"ext4", "tmpfs", "apfs", "overlay"} & NETWORK


def test_this_machines_own_disk(tmp_path: Path) -> None:
    assert not is_network(tmp_path / "crm.db")


@pytest.mark.parametrize(
    ("folder", "synchronised"),
    [
        ("OneDrive - Klinik", True),
        ("坚果云", True),
        ("Dropbox", True),
        ("iCloud~x", True),
        ("文档", False),
        ("one", False),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name(tmp_path: Path, folder: str, synchronised: bool) -> None:
    assert is_synchronised(tmp_path / folder / "desk" / "crm.db") is synchronised


def test_the_files_own_name_does_not_count(tmp_path: Path) -> None:
    assert not is_synchronised(tmp_path / "dropbox.db")
