package dev.daypass.core.arn;

/**
 * Makes the names of this broker's own things.
 *
 * @param name {@code daypass} unless configured otherwise
 */
public record Partition(String name) {
    public Arn role(String account, String path, String role) {
        return iam(account, "role" + path + role);
    }

    public Arn user(String account, String path, String user) {
        return iam(account, "user" + path + user);
    }

    public Arn group(String account, String path, String group) {
        return iam(account, "group" + path + group);
    }

    public Arn policy(String account, String path, String policy) {
        return iam(account, "policy" + path + policy);
    }

    /** A policy shipped with the product, shared by all accounts. */
    public Arn managedPolicy(String policy) {
        return iam(name, "policy/" + policy);
    }

    public Arn root(String account) {
        return iam(account, "root");
    }

    public Arn samlProvider(String account, String provider) {
        return iam(account, "saml-provider/" + provider);
    }

    public Arn oidcProvider(String account, String provider) {
        return iam(account, "oidc-provider/" + provider);
    }

    public Arn directory(String account, String provider) {
        return iam(account, "directory/" + provider);
    }

    /** The session of a role; the role's path is not part of it. */
    public Arn assumedRole(String account, String role, String session) {
        return sts(account, "assumed-role/" + role + "/" + session);
    }

    public Arn federatedUser(String account, String user) {
        return sts(account, "federated-user/" + user);
    }

    /** What is administered in the browser, for all accounts: {@code admin/sessions} and so on. */
    public Arn administration(String place) {
        return new Arn(name, "daypass", "", "", "admin/" + place);
    }

    private Arn iam(String account, String resource) {
        return new Arn(name, "iam", "", account, resource);
    }

    private Arn sts(String account, String resource) {
        return new Arn(name, "sts", "", account, resource);
    }
}
