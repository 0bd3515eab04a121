import re

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from diagnosis.models import PublishedTree, SorItem
from diagnosis.services import publish_tree
from tests.diagnosis.builders import leak_document

pytestmark = pytest.mark.usefixtures("council")

INLINE = re.compile(r"""\sstyle\s*=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*["']|javascript:""", re.IGNORECASE)


@pytest.fixture
def viewer(client: Client) -> Client:
    user = User.objects.create_user("viewer", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_publishedtree"))
    client.force_login(user)
    return client


def page_of(published: PublishedTree, client: Client) -> str:
    response = client.get(reverse("admin:diagnosis_publishedtree_change", args=[published.pk]))
    assert response.status_code == 200
    assert "style-src 'self';" in f"{response['Content-Security-Policy']};"
    return response.content.decode()


def test_whoever_may_see_a_tree_sees_it_drawn_and_listed(viewer: Client) -> None:
    page = page_of(publish_tree(leak_document(), note="First", by="Sam"), viewer)
    assert 'role="img" aria-label="Picture of Leaks: 48 pages lead to 57 outcomes."' in page
    assert page.count('<g class="tree-box') == page.count('<li id="tree-') == 105
    assert "E24 Emergency</li>" in page
    assert "To put right" not in page


def test_the_page_keeps_to_the_content_security_policy(viewer: Client) -> None:
    page = page_of(publish_tree(leak_document(), note="First", by="Sam"), viewer)
    assert INLINE.findall(page) == []
    assert "diagnosis/tree" in page


def test_a_tree_whose_codes_have_gone_since_is_marked(viewer: Client) -> None:
    published = publish_tree(leak_document(), note="First", by="Sam")
    SorItem.objects.filter(code="LK-P01").delete()
    page = page_of(published, viewer)
    assert "water-pipe: The SoR code “LK-P01” is not in the council&#x27;s table." in page
    assert page.count("tree-faulty") == 1


def test_a_document_that_can_no_longer_be_read_is_told_instead_of_drawn(viewer: Client) -> None:
    published = PublishedTree.objects.create(key="old", version=1, document={"key": "old"}, note="", published_by="Sam")
    page = page_of(published, viewer)
    assert "this is missing" in page
    assert 'tree-picture"' not in page


def test_a_page_that_is_not_there_is_not_an_error(viewer: Client) -> None:
    assert viewer.get(reverse("admin:diagnosis_publishedtree_change", args=[0])).status_code == 302
