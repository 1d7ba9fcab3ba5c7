package dev.daypass.interop;

import com.microsoft.playwright.Page;
import dev.daypass.browser.Chromium;
import dev.daypass.browser.Visit;

/** Alice at a real browser: she signs in at the real OpenID provider, and says yes or no to a program. */
final class AtTheBrowser implements AutoCloseable {
    private final Visit visit;
    private final String broker;

    AtTheBrowser(Chromium chromium, String broker) {
        this.visit = chromium.visit(Chromium.Looks.WIDE);
        this.broker = broker;
    }

    /** She goes where a program sent her, signs in if she has to, and says yes. */
    void agree(String address) {
        arrive(address);
        page().click("button[value=allow]");
    }

    /** The same, and she says no. */
    void refuse(String address) {
        arrive(address);
        page().click("button[value=deny]");
    }

    /** She types a code at the page for codes, and says yes. */
    void type(String address, String code) {
        arrive(address);
        page().fill("[name=user_code]", code);
        page().click("main button.primary");
        page().click("button[value=allow]");
        page().waitForSelector("h1");
    }

    /** She follows an address with a code in it, and says yes. */
    void follow(String address) {
        arrive(address);
        if (page().locator("button[value=allow]").count() == 0) {
            page().click("main button.primary");
        }
        page().click("button[value=allow]");
        page().waitForSelector("h1");
    }

    private void arrive(String address) {
        page().navigate(address);
        if (page().locator("a[href*='/oidc/corp-oidc/login']").count() > 0) {
            page().click("a[href*='/oidc/corp-oidc/login']");
            page().fill("[name=login]", "alice");
            page().fill("[name=password]", "any");
            page().click("[type=submit]");
            page().click("[type=submit]");
            page().waitForURL(url -> url.startsWith(broker));
        }
    }

    Visit visit() {
        return visit;
    }

    Page page() {
        return visit.page();
    }

    @Override
    public void close() {
        visit.close();
    }
}
