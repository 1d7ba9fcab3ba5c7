package dev.daypass.server.portal.view;

/** A page of the administration, as its navigation shows it. */
public enum AdminPlace {
    SESSIONS("/admin/sessions", "sessions"),
    AUDIT("/admin/audit", "audit"),
    PROVIDERS("/admin/providers", "providers"),
    EXPLAIN("/admin/explain", "explain"),
    RULES("/admin/rules", "rules");

    private final String path;
    private final String name;

    AdminPlace(String path, String name) {
        this.path = path;
        this.name = name;
    }

    /** Where it is. */
    public String path() {
        return path;
    }

    /** Its place in {@link Shell}. */
    public String place() {
        return Shell.ADMINISTRATION + name;
    }

    /** The key of its name; with {@code .about} behind, of what it is for. */
    public String key() {
        return "admin.place." + name;
    }
}
