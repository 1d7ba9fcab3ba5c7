package dev.daypass.server.portal;

import dev.daypass.server.http.Body;
import dev.daypass.server.portal.template.JteadminauditGenerated;
import dev.daypass.server.portal.template.JteadminprovidersGenerated;
import dev.daypass.server.portal.template.JteadminsessionGenerated;
import dev.daypass.server.portal.template.JteadminsessionsGenerated;
import dev.daypass.server.portal.template.JteadminstartGenerated;
import dev.daypass.server.portal.template.JteadminstoryGenerated;
import dev.daypass.server.portal.template.JteapplicationsGenerated;
import dev.daypass.server.portal.template.JtechooserGenerated;
import dev.daypass.server.portal.template.JteconsoleGenerated;
import dev.daypass.server.portal.template.JtedeviceGenerated;
import dev.daypass.server.portal.template.JtedeviceQuestionGenerated;
import dev.daypass.server.portal.template.JteexplainGenerated;
import dev.daypass.server.portal.template.JteforbiddenGenerated;
import dev.daypass.server.portal.template.JteholdingsGenerated;
import dev.daypass.server.portal.template.JteleavingGenerated;
import dev.daypass.server.portal.template.JtemessageGenerated;
import dev.daypass.server.portal.template.JteonwardGenerated;
import dev.daypass.server.portal.template.JtepasswordGenerated;
import dev.daypass.server.portal.template.JtepickerGenerated;
import dev.daypass.server.portal.template.JteproblemGenerated;
import dev.daypass.server.portal.template.JteprogramGenerated;
import dev.daypass.server.portal.template.JtereplacementGenerated;
import dev.daypass.server.portal.template.JterulesGenerated;
import dev.daypass.server.portal.template.JtetakenGenerated;
import dev.daypass.server.portal.template.JtewhyGenerated;
import dev.daypass.server.portal.template.JtewhylistGenerated;
import dev.daypass.server.portal.view.AdminAudit;
import dev.daypass.server.portal.view.AdminProviders;
import dev.daypass.server.portal.view.AdminSession;
import dev.daypass.server.portal.view.AdminSessions;
import dev.daypass.server.portal.view.AdminStart;
import dev.daypass.server.portal.view.AdminStory;
import dev.daypass.server.portal.view.Applications;
import dev.daypass.server.portal.view.Chooser;
import dev.daypass.server.portal.view.ConsoleEntry;
import dev.daypass.server.portal.view.DeviceEntry;
import dev.daypass.server.portal.view.DeviceQuestion;
import dev.daypass.server.portal.view.Forbidden;
import dev.daypass.server.portal.view.Help;
import dev.daypass.server.portal.view.Holdings;
import dev.daypass.server.portal.view.Inquiry;
import dev.daypass.server.portal.view.Leaving;
import dev.daypass.server.portal.view.Onward;
import dev.daypass.server.portal.view.PasswordEntry;
import dev.daypass.server.portal.view.Picker;
import dev.daypass.server.portal.view.Problem;
import dev.daypass.server.portal.view.ProgramQuestion;
import dev.daypass.server.portal.view.Replacement;
import dev.daypass.server.portal.view.Shell;
import dev.daypass.server.portal.view.Taken;
import dev.daypass.server.portal.view.Trial;
import dev.daypass.server.portal.view.Why;
import dev.daypass.server.portal.view.WhyList;
import gg.jte.TemplateOutput;
import gg.jte.html.HtmlInterceptor;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Renders pages. What templates put in is escaped for the place where it stands; nothing is put in raw. */
final class Pages {
    static final String CONTENT_TYPE = "text/html;charset=utf-8";

    private static final HtmlInterceptor UNTOUCHED = new Untouched();

    private Pages() {}

    static Body chooser(Shell shell, Chooser chooser) {
        return rendered(output -> JtechooserGenerated.render(output, UNTOUCHED, shell, chooser));
    }

    /**
     * @param help who helps, if anybody is named
     */
    static Body problem(Shell shell, Problem problem, Optional<Help> help) {
        return rendered(output -> JteproblemGenerated.render(output, UNTOUCHED, shell, problem, help));
    }

    static Body console(Shell shell, ConsoleEntry entry) {
        return rendered(output -> JteconsoleGenerated.render(output, UNTOUCHED, shell, entry));
    }

    static Body applications(Shell shell, Applications applications) {
        return rendered(output -> JteapplicationsGenerated.render(output, UNTOUCHED, shell, applications));
    }

    static Body message(Shell shell, Problem message) {
        return rendered(output -> JtemessageGenerated.render(output, UNTOUCHED, shell, message));
    }

    static Body password(Shell shell, PasswordEntry entry) {
        return rendered(output -> JtepasswordGenerated.render(output, UNTOUCHED, shell, entry));
    }

    static Body replacement(Shell shell, Replacement question) {
        return rendered(output -> JtereplacementGenerated.render(output, UNTOUCHED, shell, question));
    }

    static Body onward(Shell shell, Onward onward) {
        return rendered(output -> JteonwardGenerated.render(output, UNTOUCHED, shell, onward));
    }

    static Body leaving(Shell shell, Leaving leaving) {
        return rendered(output -> JteleavingGenerated.render(output, UNTOUCHED, shell, leaving));
    }

    /**
     * @param csrf for every form
     */
    static Body picker(Shell shell, Picker picker, String csrf) {
        return rendered(output -> JtepickerGenerated.render(output, UNTOUCHED, shell, picker, csrf));
    }

    /**
     * @param csrf for every form
     */
    static Body taken(Shell shell, Taken taken, String csrf) {
        return rendered(output -> JtetakenGenerated.render(output, UNTOUCHED, shell, taken, csrf));
    }

    /**
     * @param csrf for every form
     */
    static Body holdings(Shell shell, Holdings holdings, String csrf) {
        return rendered(output -> JteholdingsGenerated.render(output, UNTOUCHED, shell, holdings, csrf));
    }

    /**
     * @param csrf for every form
     */
    static Body forbidden(Shell shell, Forbidden forbidden, String csrf) {
        return rendered(output -> JteforbiddenGenerated.render(output, UNTOUCHED, shell, forbidden, csrf));
    }

    static Body adminStart(Shell shell, AdminStart start) {
        return rendered(output -> JteadminstartGenerated.render(output, UNTOUCHED, shell, start));
    }

    static Body why(Shell shell, Why why) {
        return rendered(output -> JtewhyGenerated.render(output, UNTOUCHED, shell, why));
    }

    static Body whyList(Shell shell, WhyList list) {
        return rendered(output -> JtewhylistGenerated.render(output, UNTOUCHED, shell, list));
    }

    /**
     * @param csrf for every form
     */
    static Body explain(Shell shell, Inquiry inquiry, String csrf) {
        return rendered(output -> JteexplainGenerated.render(output, UNTOUCHED, shell, inquiry, csrf));
    }

    /**
     * @param csrf for every form
     */
    static Body rules(Shell shell, Trial trial, String csrf) {
        return rendered(output -> JterulesGenerated.render(output, UNTOUCHED, shell, trial, csrf));
    }

    /**
     * @param csrf for every form
     */
    static Body adminSessions(Shell shell, AdminSessions sessions, String csrf) {
        return rendered(output -> JteadminsessionsGenerated.render(output, UNTOUCHED, shell, sessions, csrf));
    }

    /**
     * @param csrf for every form
     */
    static Body adminSession(Shell shell, AdminSession session, String csrf) {
        return rendered(output -> JteadminsessionGenerated.render(output, UNTOUCHED, shell, session, csrf));
    }

    static Body adminAudit(Shell shell, AdminAudit audit) {
        return rendered(output -> JteadminauditGenerated.render(output, UNTOUCHED, shell, audit));
    }

    static Body adminStory(Shell shell, AdminStory story) {
        return rendered(output -> JteadminstoryGenerated.render(output, UNTOUCHED, shell, story));
    }

    static Body adminProviders(Shell shell, AdminProviders providers) {
        return rendered(output -> JteadminprovidersGenerated.render(output, UNTOUCHED, shell, providers));
    }

    /**
     * @param csrf for every form
     */
    static Body device(Shell shell, DeviceEntry entry, String csrf) {
        return rendered(output -> JtedeviceGenerated.render(output, UNTOUCHED, shell, entry, csrf));
    }

    /**
     * @param csrf for every form
     */
    static Body deviceQuestion(Shell shell, DeviceQuestion question, String csrf) {
        return rendered(output -> JtedeviceQuestionGenerated.render(output, UNTOUCHED, shell, question, csrf));
    }

    /**
     * @param csrf for every form
     */
    static Body program(Shell shell, ProgramQuestion question, String csrf) {
        return rendered(output -> JteprogramGenerated.render(output, UNTOUCHED, shell, question, csrf));
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
