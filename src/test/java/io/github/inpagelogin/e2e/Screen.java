package io.github.inpagelogin.e2e;

import io.github.inpagelogin.standin.Person;
import java.io.IOException;
import java.net.URI;
import org.htmlunit.WebClient;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;

/** What a person sees on a page, and does there. */
final class Screen {
    private Screen() {}

    static HtmlPage open(WebClient browser, URI address) throws IOException {
        return browser.getPage(address.toURL());
    }

    static String heading(HtmlPage page) {
        return page.getFirstByXPath("//h1") instanceof DomElement heading
                ? heading.getTextContent().strip()
                : "";
    }

    static int status(HtmlPage page) {
        return page.getWebResponse().getStatusCode();
    }

    static boolean hasLink(HtmlPage page, String text) {
        return page.getAnchors().stream()
                .anyMatch(link -> link.asNormalizedText().equals(text));
    }

    /** The page as it was sent. */
    static String html(HtmlPage page) {
        return page.getWebResponse().getContentAsString();
    }

    /** Follows the link of this text. */
    static HtmlPage press(HtmlPage page, String link) throws IOException {
        return page.getAnchorByText(link).click();
    }

    /** Fills in the provider's login form. */
    static HtmlPage enter(HtmlPage login, String username, String password) throws IOException {
        login.<HtmlInput>getHtmlElementById("username").setValue(username);
        login.<HtmlInput>getHtmlElementById("password").setValue(password);
        return login.<HtmlElement>getHtmlElementById("log-in").click();
    }

    /** Signs in at the provider, and allows access where it asks. */
    static HtmlPage passProvider(HtmlPage login, Person person) throws IOException {
        HtmlPage page = enter(login, person.username(), person.password());
        return page.getElementById("allow") == null
                ? page
                : page.<HtmlElement>getHtmlElementById("allow").click();
    }

    /** The whole login, from a browser in which nobody is signed in anywhere. */
    static HtmlPage logIn(WebClient browser, World world, Person person) throws IOException {
        return passProvider(open(browser, world.address().resolve("login")), person);
    }

    static HtmlPage signOut(HtmlPage page) throws IOException {
        return page.<HtmlElement>getFirstByXPath("//form[@class='sign-out']//button")
                .click();
    }
}
