package dev.daypass.demo.http;

import java.util.Map;

/** Makes the document at a path. Asked by several threads at once. */
@FunctionalInterface
public interface Page {
    /** The document for a query or form, whose parameters came at most once each. */
    Document answer(Map<String, String> query);
}
