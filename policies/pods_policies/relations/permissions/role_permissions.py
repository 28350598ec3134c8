"""What a role may do: its inline and attached policies, and the boundary around them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from pods_policies.reading import ABSENT, UNKNOWN, Missing, Truth, every, read, some
from pods_policies.relations.attachments import Attachments, attachments
from pods_policies.relations.permissions.iam_policies import Document, document_of, matches
from pods_policies.relations.permissions.managed_policies import is_of_aws
from pods_policies.relations.references import References, resolve
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack

__all__ = ["ATTACHMENTS", "INLINE", "POLICY", "ROLE", "Held", "Open", "Permissions", "RolePolicies"]

ROLE: Final = "aws:iam/role:Role"
POLICY: Final = "aws:iam/policy:Policy"
INLINE: Final = "aws:iam/rolePolicy:RolePolicy"
ATTACHMENTS: Final = (
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "aws:iam/policyAttachment:PolicyAttachment",
)


@dataclass(frozen=True, slots=True)
class Held:
    """One document that holds for a role."""

    document: Document
    of: Resource
    """The resource that carries its text: a policy, or the role itself."""
    is_own: Truth = True
    """Whether it certainly is the role's."""


@dataclass(frozen=True, slots=True)
class Open:
    """Something that leaves open what a role may do."""

    told: str
    text_of: Resource | None = None
    """The policy of the role whose text is not known; None for anything else."""


@dataclass(frozen=True, slots=True)
class Permissions:
    """The documents that hold for one role."""

    documents: tuple[Held, ...] = ()
    of_aws: tuple[tuple[str, Truth], ...] = ()
    """Names of policies that AWS manages, each with whether it certainly is the role's."""
    unread: tuple[Open, ...] = ()
    """Policies that hold and whose text lies outside the stack."""
    boundary: Document | None = None

    @property
    def is_readable(self) -> bool:
        """Answer whether every text is a policy document."""
        return all(held.document.is_readable for held in self.documents)

    def allows(
        self, action: str, widely: Mapping[str, Collection[str]], *, everywhere: bool = False
    ) -> Truth:
        """Answer whether the role may take an action.

        Args:
            action: such as `s3:DeleteObjectVersion`.
            widely: AWS's managed policies with the actions that they allow; an action that none
                is listed with is taken to be allowed by all.
            everywhere: whether only what holds for every resource counts.
        """
        granted: list[Truth] = [Missing.UNKNOWN] if self.unread else []
        granted += [every([own, is_wide]) for _, own, is_wide in self._of_aws(action, widely)]
        denied: list[Truth] = []
        for held in self.documents:
            granted.append(_grants(held, action, everywhere=everywhere))
            denied.append(_denies(held, action))
        if self.boundary is not None:
            denied.append(self.boundary.denies(action))
        within = True if self.boundary is None else self.boundary.allows(action)
        return every([some(granted), _not(some(denied)), within])

    def open_about(
        self,
        actions: Collection[str],
        widely: Mapping[str, Collection[str]],
        *,
        everywhere: bool = False,
    ) -> tuple[Open, ...]:
        """Return all that leaves open whether the role may take one of these actions."""
        found = list(self.unread)
        for held in self.documents:
            grants = [_grants(held, each, everywhere=everywhere) for each in actions]
            if UNKNOWN not in (*grants, *(_denies(held, each) for each in actions)):
                continue
            if held.is_own is UNKNOWN:
                found.append(Open(f"whether {held.of.label} holds for it"))
            else:
                found.append(Open(f"the text of {held.of.label}", held.of))
        perhaps = {
            name
            for action in actions
            for name, own, is_wide in self._of_aws(action, widely)
            if own is UNKNOWN and is_wide
        }
        found += [Open(f"whether {name} of AWS holds for it") for name in sorted(perhaps)]
        if self.boundary is not None and any(
            UNKNOWN in (self.boundary.allows(each), self.boundary.denies(each)) for each in actions
        ):
            found.append(Open("the text of its permissions boundary"))
        return tuple(found)

    def _of_aws(
        self, action: str, widely: Mapping[str, Collection[str]]
    ) -> Iterator[tuple[str, Truth, bool]]:
        is_listed = any(action in each for each in widely.values())
        for name, own in self.of_aws:
            yield name, own, name in widely and (action in widely[name] or not is_listed)


def _grants(held: Held, action: str, *, everywhere: bool) -> Truth:
    document = held.document
    grants = document.allows_everywhere if everywhere else document.allows
    return every([held.is_own, grants(action)])


def _denies(held: Held, action: str) -> Truth:
    return every([held.is_own, held.document.denies(action)])


def _not(truth: Truth) -> Truth:
    return UNKNOWN if truth is UNKNOWN else not truth


@dataclass(slots=True)
class RolePolicies:
    """All policies of a stack, by role; found in one pass."""

    stack: Stack
    trusted_boundaries: Collection[str] = ()
    """Boundaries of other stacks that are known to deny what matters, as patterns of ARNs."""
    _inline: Attachments = field(init=False)
    _attached: Attachments = field(init=False)

    def __post_init__(self) -> None:
        """Index the policies."""
        single, several = ATTACHMENTS
        self._inline = attachments(self.stack, (INLINE,), ("role",), ROLE)
        self._attached = attachments(self.stack, (single,), ("role",), ROLE)
        others = attachments(self.stack, (several,), ("roles",), ROLE)
        for urn, found in others.certain.items():
            self._attached.certain[urn] += found
        for urn, found in others.possible.items():
            self._attached.possible[urn] += found
        self._attached.adrift.extend(others.adrift)

    def trusts_boundary_of(self, role: Resource) -> bool:
        """Answer whether a role's boundary is one that the configuration vouches for."""
        arn = role.declared("permissionsBoundary")
        return isinstance(arn, str) and any(
            matches(one, arn) is True for one in self.trusted_boundaries
        )

    def of(self, role: Resource) -> Permissions:
        """Return what holds for a role."""
        documents = list(self._own(role))
        of_aws: list[tuple[str, Truth]] = []
        unread: list[Open] = []
        for one, prop, own in self._references(role):
            named = resolve(self.stack, one, (prop,), POLICY)
            documents += [Held(_text(each), each, own) for each in named.certain]
            documents += [Held(_text(each), each, UNKNOWN) for each in named.possible]
            for arn in named.elsewhere:
                if is_of_aws(arn):
                    of_aws.append((arn.rsplit("/", 1)[-1], own))
                else:
                    unread.append(Open(f"the text of {arn}, which is not of this stack"))
            if not named.complete:
                unread.append(Open(f"which policy {one.label} names ({prop})"))
        return Permissions(tuple(documents), tuple(of_aws), tuple(unread), self._boundary(role))

    def _references(self, role: Resource) -> Iterator[tuple[Resource, str, Truth]]:
        """Yield what names policies of a role, by which property, and whether it is the role's."""
        for one in self._attached.of(role):
            yield one, "policyArn", True
        for one in self._attached.perhaps_of(role):
            yield one, "policyArn", UNKNOWN
        yield role, "managedPolicyArns", True

    def _own(self, role: Resource) -> Iterator[Held]:
        for one in self._inline.of(role):
            yield Held(_text(one), one)
        for one in self._inline.perhaps_of(role):
            yield Held(_text(one), one, UNKNOWN)
        rows = role.declared("inlinePolicies")
        if rows is UNKNOWN:
            yield Held(Document(is_known=False), role)
        for row in rows if isinstance(rows, list) else []:
            yield Held(document_of(read(row, "policy")), role)

    def _boundary(self, role: Resource) -> Document | None:
        if role.declared("permissionsBoundary") in (ABSENT, ""):
            return None
        named: References = resolve(self.stack, role, ("permissionsBoundary",), POLICY)
        if len(named.certain) == 1:
            return _text(named.certain[0])
        return Document(is_known=False)


def _text(policy: Resource) -> Document:
    return document_of(policy.declared("policy"))
