package dev.daypass.demo.http;

import dev.daypass.demo.DemoPeople;
import dev.daypass.demo.DemoPerson;
import java.net.URI;
import java.util.Map;

/** The pages that the demo company shows: who are you, a form on its way, a list of buttons, a table, a last word. */
public final class Html {
    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            <link rel="icon" href="data:,">
            <style>
            :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
            body { max-width: 28rem; margin: 3rem auto; padding: 0 1rem }
            button { display: block; width: 100%%; margin: .75rem 0; padding: .75rem 1rem; font: inherit; text-align: left; cursor: pointer }
            small { display: block }
            p { overflow-wrap: anywhere }
            th, td { padding: .25rem 1.5rem .25rem 0; text-align: left }
            </style>
            </head>
            <body>
            <main>
            <h1>%1$s</h1>
            """;
    private static final String FOOT = """
            </main>
            </body>
            </html>
            """;

    private Html() {}

    /** A page with a button for each person; it asks for the same path again, with the person added. */
    public static Document choice(String title, DemoPeople people, Map<String, String> query) {
        var out = new StringBuilder(HEAD.formatted(escaped(title)))
                .append("<p>Nobody needs a password here. Who are you today?</p>\n<form method=\"get\">\n");
        query.forEach((name, value) -> hidden(out, name, value));
        for (DemoPerson person : people.all()) {
            out.append("<button name=\"person\" value=\"")
                    .append(escaped(person.uid()))
                    .append("\">")
                    .append(escaped(person.displayName()))
                    .append("<small>")
                    .append(escaped(person.department() + ", " + person.employeeType() + ": "
                            + String.join(", ", person.groups())))
                    .append("</small></button>\n");
        }
        return Document.html(out.append("</form>\n").append(FOOT).toString());
    }

    /** A page that posts fields to an address by itself, or by its button where scripts are off. */
    public static Document onward(String title, URI to, Map<String, String> fields) {
        var out = new StringBuilder(HEAD.formatted(escaped(title)))
                .append("<form method=\"post\" action=\"")
                .append(escaped(to.toString()))
                .append("\">\n");
        fields.forEach((name, value) -> hidden(out, name, value));
        return Document.html(
                out.append("<button>Go on</button>\n</form>\n<script>document.forms[0].submit()</script>\n")
                        .append(FOOT)
                        .toString());
    }

    /** A page with a sentence. */
    public static Document message(String title, String sentence) {
        return Document.html(HEAD.formatted(escaped(title)) + "<p>" + escaped(sentence) + "</p>\n" + FOOT);
    }

    /**
     * A page with a button for each choice, which posts it to where the page is.
     *
     * @param name of the choice
     * @param choices values and what stands on their buttons
     */
    public static Document list(String title, String note, String name, Map<String, String> choices) {
        var out = new StringBuilder(HEAD.formatted(escaped(title)))
                .append("<p role=\"status\">")
                .append(escaped(note))
                .append("</p>\n<form method=\"post\">\n");
        choices.forEach((value, text) -> out.append("<button name=\"")
                .append(escaped(name))
                .append("\" value=\"")
                .append(escaped(value))
                .append("\">")
                .append(escaped(text))
                .append("</button>\n"));
        return Document.html(out.append("</form>\n").append(FOOT).toString());
    }

    /** A page with a sentence and a table of names and what is said of each. */
    public static Document table(String title, String sentence, Map<String, String> rows) {
        var out = new StringBuilder(HEAD.formatted(escaped(title)))
                .append("<p>")
                .append(escaped(sentence))
                .append("</p>\n<table>\n");
        rows.forEach((name, text) -> out.append("<tr><th scope=\"row\">")
                .append(escaped(name))
                .append("</th><td>")
                .append(escaped(text))
                .append("</td></tr>\n"));
        return Document.html(out.append("</table>\n").append(FOOT).toString());
    }

    private static void hidden(StringBuilder out, String name, String value) {
        out.append("<input type=\"hidden\" name=\"")
                .append(escaped(name))
                .append("\" value=\"")
                .append(escaped(value))
                .append("\">\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
