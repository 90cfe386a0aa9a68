"""Addresses of people."""

from django.urls import path

from kinmend.web.people.views import copies, door, keep, settings

urlpatterns = [
    path("open", door.open_page, name="open"),
    path("open/code", door.code_page, name="recover"),
    path("lock", door.lock_page, name="lock"),
    path("alive", door.alive, name="alive"),
    path("keep", keep.keep, name="keep"),
    path("keep/code", keep.code, name="code"),
    path("s/", settings.settings_page, name="settings"),
    path("s/name", settings.name, name="name"),
    path("s/where", settings.situation, name="situation"),
    path("s/look", settings.look, name="look"),
    path("s/marks", settings.marks, name="marks"),
    path("s/pass", keep.passphrase, name="passphrase"),
    path("s/code", keep.new_code, name="new-code"),
    path("s/copies", copies.copies, name="copies"),
    path("s/copies/sealed", copies.sealed_copy, name="sealed-copy"),
    path("s/copies/readable", copies.readable_copy, name="readable-copy"),
    path("s/copies/back", copies.put_back, name="put-back"),
    path("s/erase", copies.erase, name="erase"),
    path("s/erase/undo", copies.keep_after_all, name="keep-after-all"),
    path("gone", copies.erased, name="erased"),
]
