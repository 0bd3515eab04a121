"""Every installation has the same groups, kept in step with what there is to do, and none loses what it was given."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import connection
from django.db.models import Q
from django.test import Client
from django.test.utils import CaptureQueriesContext

from repairs.demo.people import PEOPLE
from repairs.roles import ROLES, keep_roles

pytestmark = pytest.mark.django_db

# One line a role: what it may do, and what it may not.
MAY = [
    ("Repairs admins", "change_drafttree publish_tree add_soritem delete_trade change_phoneline", True),
    ("Repairs admins", "change_priority change_council add_closure change_home view_repair view_staffchange", True),
    ("Repairs admins", "change_repair change_staffchange delete_logentry add_user change_group view_upload", False),
    ("Diagnosis viewers", "view_publishedtree view_drafttree view_treechange view_soritem view_trade", True),
    ("Diagnosis viewers", "change_drafttree publish_tree add_soritem view_repair view_home view_staffchange", False),
    ("Agents", "view_repair change_callback view_home view_phoneline", True),
    ("Managers", "view_repair view_callback view_place view_publishedtree view_drafttree view_staffchange", True),
    ("Managers", "change_callback settle_worksorder change_drafttree publish_tree change_place change_home", False),
    ("Agents", "change_home view_drafttree publish_tree change_phoneline view_staffchange", False),
]


@pytest.mark.parametrize(("group", "permissions", "may"), MAY)
def test_what_a_role_may_do(group: str, permissions: str, may: bool) -> None:
    has = set(Group.objects.get(name=group).permissions.values_list("codename", flat=True))
    assert {one: one in has for one in permissions.split()} == dict.fromkeys(permissions.split(), may)


def test_every_permission_that_is_named_here_is_there() -> None:
    named = {one for _, permissions, _ in MAY for one in permissions.split()}
    assert named <= set(Permission.objects.values_list("codename", flat=True))


def test_a_role_gives_every_action_that_it_names() -> None:
    for role in ROLES:
        for app, actions in role.may.items():
            of_app = Group.objects.get(name=role.name).permissions.filter(content_type__app_label=app)
            for action in actions:
                gives = Q(codename=action) | Q(codename__startswith=f"{action}_")
                assert of_app.filter(gives).exists(), (role.name, app, action)


def test_what_is_lacking_is_added_and_what_a_council_gave_stays() -> None:
    group = Group.objects.get(name="Diagnosis viewers")
    given = Permission.objects.get(codename="view_home")
    group.permissions.set([given])
    call_command("migrate", verbosity=0)
    assert given in group.permissions.all()
    assert group.permissions.filter(codename="view_drafttree").exists()


def test_a_group_that_is_gone_is_made_again() -> None:
    Group.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert set(Group.objects.values_list("name", flat=True)) == {role.name for role in ROLES}


def test_a_role_that_was_renamed_keeps_its_people() -> None:
    group = Group.objects.get(name="Agents")
    Group.objects.filter(pk=group.pk).update(name="Contact centre")
    call_command("migrate", verbosity=0)
    assert Group.objects.get(name="Agents") == group
    assert not Group.objects.filter(name="Contact centre").exists()


def test_keeping_roles_is_cheap() -> None:
    with CaptureQueriesContext(connection) as asked:
        for app in apps.get_app_configs():
            keep_roles(app)
    assert len(asked) < 75


def test_the_people_of_the_demo_have_these_roles() -> None:
    assert {person.role.name for person in PEOPLE} == {role.name for role in ROLES}


def test_before_a_role_is_deleted_its_page_names_it_and_counts_the_rest(admin_client: Client) -> None:
    group = Group.objects.get(name="Managers")
    page = admin_client.get(f"/admin/auth/group/{group.pk}/delete/").content.decode()
    assert "Managers" in page
    assert f"Group-permission relationships: {group.permissions.count()}" in page
    assert "Group_permissions object" not in page
