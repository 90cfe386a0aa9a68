"""The primitives give what their standards print."""

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

h = bytes.fromhex


def test_aes_256_gcm_gives_test_case_16_of_mcgrew_and_viega() -> None:
    key = h("feffe9928665731c6d6a8f9467308308" * 2)
    plain = h(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
    )
    sealed = AESGCM(key).encrypt(h("cafebabefacedbaddecaf888"), plain, h("feedfacedeadbeeffeedfacedeadbeefabaddad2"))
    assert sealed == h(
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
        "76fc6ece0f4e1768cddf8853bb2d551b"
    )


def test_argon2id_gives_the_tag_of_rfc_9106_section_5_3() -> None:
    kdf = Argon2id(
        salt=b"\x02" * 16, length=32, iterations=3, lanes=4, memory_cost=32, ad=b"\x04" * 12, secret=b"\x03" * 8
    )
    assert kdf.derive(b"\x01" * 32) == h("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659")


def test_hkdf_gives_test_case_1_of_rfc_5869() -> None:
    kdf = HKDF(hashes.SHA256(), 42, h("000102030405060708090a0b0c"), h("f0f1f2f3f4f5f6f7f8f9"))
    assert kdf.derive(b"\x0b" * 22) == h(
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
    )
