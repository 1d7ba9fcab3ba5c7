package dev.daypass.core.policy;

/** A request made ready for matching, once for all statements. */
record Question(Requester requester, ActionName action, ResourceName resource, ConditionContext context) {
    static Question of(AccessRequest request) {
        return new Question(
                request.requester(),
                ActionName.of(request.action()),
                ResourceName.of(request.resource()),
                request.context());
    }

    /** Whether the thing belongs to another account than the requester; false where either belongs to none. */
    boolean crossesAccounts() {
        String owner = resource.account();
        return !requester.account().isEmpty() && isAccount(owner) && !owner.equals(requester.account());
    }

    private static boolean isAccount(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() == 12;
    }
}
