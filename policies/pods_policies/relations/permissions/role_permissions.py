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

__all__ = ["ATTACHMENTS", "INLINE", "POLICY", "ROLE", "Permissions", "RolePolicies"]

ROLE: Final = "aws:iam/role:Role"
POLICY: Final = "aws:iam/policy:Policy"
INLINE: Final = "aws:iam/rolePolicy:RolePolicy"
ATTACHMENTS: Final = (
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "aws:iam/policyAttachment:PolicyAttachment",
)


@dataclass(frozen=True, slots=True)
class Permissions:
    """The documents that hold for one role."""

    documents: tuple[tuple[Document, Truth], ...] = ()
    """Each with whether it certainly is the role's."""
    of_aws: tuple[str, ...] = ()
    """Names of policies that AWS manages."""
    is_complete: bool = True
    """False where policies hold whose text lies outside the stack."""
    boundary: Document | None = None

    @property
    def is_readable(self) -> bool:
        """Answer whether every text is a policy document."""
        return all(document.is_readable for document, _ in self.documents)

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
        granted: list[Truth] = [] if self.is_complete else [Missing.UNKNOWN]
        is_listed = any(action in each for each in widely.values())
        granted += [
            name in widely and (action in widely[name] or not is_listed) for name in self.of_aws
        ]
        denied: list[Truth] = []
        for document, is_own in self.documents:
            grants = document.allows_everywhere if everywhere else document.allows
            granted.append(every([is_own, grants(action)]))
            denied.append(every([is_own, document.denies(action)]))
        if self.boundary is not None:
            denied.append(self.boundary.denies(action))
        within = True if self.boundary is None else self.boundary.allows(action)
        return every([some(granted), _not(some(denied)), within])


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

    def trusts_boundary_of(self, role: Resource) -> bool:
        """Answer whether a role's boundary is one that the configuration vouches for."""
        arn = role.declared("permissionsBoundary")
        return isinstance(arn, str) and any(
            matches(one, arn) is True for one in self.trusted_boundaries
        )

    def of(self, role: Resource) -> Permissions:
        """Return what holds for a role."""
        documents = list(self._own(role))
        references = [
            resolve(self.stack, one, ("policyArn",), POLICY) for one in self._attached.of(role)
        ]
        references.append(resolve(self.stack, role, ("managedPolicyArns",), POLICY))
        names: list[str] = []
        complete = True
        for named in references:
            documents += [(_text(one), True) for one in named.certain]
            documents += [(_text(one), UNKNOWN) for one in named.possible]
            names += [arn.rsplit("/", 1)[-1] for arn in named.elsewhere if is_of_aws(arn)]
            complete = complete and named.complete and all(map(is_of_aws, named.elsewhere))
        return Permissions(tuple(documents), tuple(names), complete, self._boundary(role))

    def _own(self, role: Resource) -> Iterator[tuple[Document, Truth]]:
        for one in self._inline.of(role):
            yield _text(one), True
        for one in self._inline.perhaps_of(role):
            yield _text(one), UNKNOWN
        rows = role.declared("inlinePolicies")
        for row in rows if isinstance(rows, list) else []:
            yield document_of(read(row, "policy")), True

    def _boundary(self, role: Resource) -> Document | None:
        if role.declared("permissionsBoundary") in (ABSENT, ""):
            return None
        named: References = resolve(self.stack, role, ("permissionsBoundary",), POLICY)
        if len(named.certain) == 1:
            return _text(named.certain[0])
        return Document(is_known=False)


def _text(policy: Resource) -> Document:
    return document_of(policy.declared("policy"))
