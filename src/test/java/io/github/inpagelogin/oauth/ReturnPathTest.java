package io.github.inpagelogin.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URI;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnPathTest {
    private static final ReturnPath ROOT = new ReturnPath("");
    private static final ReturnPath PHONE = new ReturnPath("/phone");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/?signed-out",
                "/app",
                "/app/",
                "/app/adapter",
                "/app/adapter?x=1&y=2",
                "/app?x=//evil.example",
                "/app?x=https://evil.example/",
                "/app?x=%0d%0aSet-Cookie:a=b",
                "/app?x=..%2f..",
                "/app?x=a+b",
                "/app?",
                "/app?a?b",
                "/a/b/c/d",
                "/app/caf%C3%A9",
                "/app/a:b",
                "/app/a=b&c",
                "/app/~ada!$'()*,",
                "/loginx",
                "/log",
                "/app/login",
                "/sessions",
                "/healthy",
                "/widgets",
                "/proxy/authorized",
                "/proxy/authorized?a",
                "/app.html"
            })
    void aPageOfOursIsWhereAPersonGoes(String path) {
        assertEquals(path, ROOT.of(path));
        assertEquals("/phone" + path, PHONE.of("/phone" + path));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @MethodSource("elsewhere")
    void everythingElseLeadsToThePhone(String path) {
        assertEquals("/app", ROOT.of(path));
        assertEquals("/phone/app", PHONE.of(path));
    }

    static Stream<String> elsewhere() {
        Stream<String> anywhere = Stream.of(
                // other hosts
                "//",
                "//evil.example",
                "///evil.example",
                "////evil.example",
                "/\\evil.example",
                "/\\/evil.example",
                "\\\\evil.example",
                "\\/evil.example",
                "/%5cevil.example",
                "/%5Cevil.example",
                "/%2f%2fevil.example",
                "/%2F/evil.example",
                "//evil.example/phone/app",
                "https://evil.example",
                "https:evil.example",
                "https:/evil.example",
                "HTTPS://site.example/app",
                "javascript:alert(1)",
                "data:text/html,x",
                "evil.example",
                "app",
                "./app",
                "?x=1",
                "#app",
                "@evil.example",
                "/@evil.example",
                "/app@evil.example",
                "//user@evil.example/",
                "//evil%2eexample",
                // what a browser strips or turns before it looks
                " /app",
                "/app ",
                " //evil.example",
                "/ /evil.example",
                "\t//evil.example",
                "/\t/evil.example",
                "/\n/evil.example",
                "/\r/evil.example",
                "/\u0000/evil.example",
                "/\u007f/evil.example",
                "/\u00a0/evil.example",
                "/\u3000/evil.example",
                "/\u2028/evil.example",
                "/\u202e/evil.example",
                "/\uff0f/evil.example",
                "/\u2215evil.example",
                "/app\r\nLocation: https://evil.example",
                "/app\nSet-Cookie: a=b",
                "/app%0d%0aLocation:x",
                "/app%0A",
                "/app%00",
                "/app%7f",
                "/café",
                "/💥",
                // paths that are not what they seem
                "/..",
                "/../",
                "/app/..",
                "/app/../..",
                "/app/../app",
                "/app/.",
                "/./app",
                "/app/./adapter",
                "/app//adapter",
                "/app/%2e%2e/",
                "/app/.%2E/x",
                "/app/%252e%252e/",
                "/app/..%2f",
                "/app;jsessionid=1",
                "/..;/app",
                "/app/..;/x",
                "/app/%3b/x",
                "/app%",
                "/app%2",
                "/app%zz",
                "/app?x=%zz",
                // what HTML and headers would choke on
                "/app\"",
                "/app<script>",
                "/app?x=<script>",
                "/app?x=\"><script>",
                "/app`",
                "/app{}",
                "/app|x",
                "/app^",
                "/app#fragment",
                "/app?x#//evil.example",
                "#",
                // not pages
                "/login",
                "/login?return_to=/login",
                "/login/",
                "/login/x",
                "/logout",
                "/oauth/callback",
                "/oauth/callback?code=1&state=2",
                "/oauth",
                "/session",
                "/redirect.html",
                "/redirect.html?x",
                "/health/live",
                "/health",
                "/metrics",
                "/assets/site.css",
                "/widget/app.html?prefix=x",
                "/widget",
                "/proxy",
                "/proxy/authorize",
                "/proxy/authorized/x",
                "/proxy/restapi/v1.0/client-info",
                "/proxy/logout",
                "/proxy/anything",
                "/%6cogin",
                "/logi%6E?return_to=/x",
                "/o%61uth/callback?code=1",
                "/redirect%2ehtml",
                // too long
                "/" + "a".repeat(NimbusStateSeal.LONGEST_RETURN_PATH),
                "/" + "a".repeat(100_000));
        // The same inside the other context; the plain form stands for paths outside of it.
        return anywhere.flatMap(path -> path.startsWith("/") && !path.startsWith("//")
                        ? Stream.of(path, "/phone/" + path)
                        : Stream.of(path))
                .filter(path -> !path.equals("/phone/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/phone/login",
                "/phone/login?x",
                "/phone/%6cogin",
                "/phone/oauth/callback",
                "/phone/redirect.html",
                "/phone/session",
                "/phone/..;/x",
                "/phone/../app",
                "/phone/..",
                "/phone/./app",
                "/phone/%2e%2e/app",
                "/phone//evil.example",
                "/phone;x/app",
                "/phone",
                "/phone?x=1",
                "/phoneevil",
                "/phoneevil/app",
                "/phone.evil.example/",
                "/PHONE/app",
                "/%70hone/app",
                "/other/app",
                "/app",
                "/"
            })
    void inAContextOnlyWhatIsInsideItIsOurs(String path) {
        assertEquals("/phone/app", PHONE.of(path));
    }

    @Test
    void theLongestPathThatFitsIsKept() {
        String longest = "/" + "a".repeat(NimbusStateSeal.LONGEST_RETURN_PATH - 1);
        assertEquals(longest, ROOT.of(longest));
    }

    @Test
    void noCharacterAtAnyPlaceLeadsToAnotherHost() {
        URI site = URI.create("https://site.example/app");
        IntStream.range(0, 0x3000).mapToObj(Character::toString).forEach(c -> {
            for (String path : new String[] {
                c + "/evil.example",
                "/" + c + "evil.example",
                "/" + c + "/evil.example",
                c + "//evil.example",
                "/app" + c
            }) {
                String target = ROOT.of(path);
                assertEquals("site.example", site.resolve(target).getHost(), target);
                assertFalse(target.matches("(?s)/[/\\\\].*|.*[\\x00-\\x20\\x7f-\\uffff].*"), target);
            }
        });
    }
}
