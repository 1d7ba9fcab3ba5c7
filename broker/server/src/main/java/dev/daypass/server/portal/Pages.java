package dev.daypass.server.portal;

import dev.daypass.server.http.Body;
import dev.daypass.server.portal.template.JtechooserGenerated;
import dev.daypass.server.portal.template.JteproblemGenerated;
import dev.daypass.server.portal.view.Chooser;
import dev.daypass.server.portal.view.Problem;
import dev.daypass.server.portal.view.Shell;
import gg.jte.TemplateOutput;
import gg.jte.html.HtmlInterceptor;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.Map;
import java.util.function.Consumer;

/** Renders pages. What templates put in is escaped for the place where it stands; nothing is put in raw. */
final class Pages {
    static final String CONTENT_TYPE = "text/html;charset=utf-8";

    private static final HtmlInterceptor UNTOUCHED = new Untouched();

    private Pages() {}

    static Body chooser(Shell shell, Chooser chooser) {
        return rendered(output -> JtechooserGenerated.render(output, UNTOUCHED, shell, chooser));
    }

    static Body problem(Shell shell, Problem problem) {
        return rendered(output -> JteproblemGenerated.render(output, UNTOUCHED, shell, problem));
    }

    private static Body rendered(Consumer<HtmlTemplateOutput> template) {
        var text = new StringOutput();
        template.accept(new OwaspHtmlTemplateOutput(text));
        return Body.of(text.toString());
    }

    /** Forms get their hidden fields from the templates, where one can see them. */
    private static final class Untouched implements HtmlInterceptor {
        @Override
        public void onHtmlTagOpened(String name, Map<String, Object> attributes, TemplateOutput output) {}

        @Override
        public void onHtmlTagClosed(String name, TemplateOutput output) {}
    }
}
