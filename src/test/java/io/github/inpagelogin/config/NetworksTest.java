package io.github.inpagelogin.config;

import static io.github.inpagelogin.config.SettingsTest.problemWith;
import static io.github.inpagelogin.config.SettingsTest.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose connections {@code ops.addresses} means. */
class NetworksTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "10.0.0.0/8, ::ffff:10.1.2.3, true",
        "10.0.0.0/8, 0:0:0:0:0:ffff:a01:203, true",
        "::ffff:10.0.0.0/104, ::ffff:10.1.2.3, true",
        "10.0.0.7, 10.0.0.7, true",
        "10.0.0.7, 10.0.0.8, false",
        "10.0.0.7/32, 10.0.0.7, true",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "::/0, 2001:db8::1, true",
        "::1, 0:0:0:0:0:0:0:1, true",
        "::1, 127.0.0.1, false",
        "2001:DB8::/32, 2001:db8:1::2, true",
        "2001:db8::/32, 2001:db9::2, false",
        "fe80::/10, fe80::1%eth0, true",
        "fe80::1, fe80::1%2, true",
        "127.0.0.1 ::1, ::1, true",
        "127.0.0.1 ::1, 127.0.0.2, false",
        "0.0.0.0/0, '', false",
        "::/0, unknown, false",
        "::/0, 10.0.0.0/8, false",
        "0.0.0.0/0, '10.0.0.1, 10.0.0.2', false",
    })
    void aConnectionIsFromOneOfThemOrNot(String networks, String remoteAddress, boolean included) {
        assertEquals(
                included, settings("ops.addresses", networks).ops().addresses().include(remoteAddress));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "2001:db8::1", "unknown", ""})
    void withoutASettingEverybodyIs(String remoteAddress) {
        assertTrue(settings().ops().addresses().include(remoteAddress));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "10.1",
                "10.0.0",
                "10.*.0.0",
                "10.0.0.1-5",
                "10.0.0.0/33",
                "10.0.0.1/8",
                "10.0.0.0/255.0.0.0",
                "10.0.0.0/",
                "010.0.0.1",
                "0x0a.0.0.1",
                "167772161",
                "256.0.0.1",
                "10.0.0.1:80",
                "10.0.0.1,10.0.0.2",
                "10.0.0.1;",
                "*",
                "/8",
                "[::1]",
                "2001:db8::1/32",
                "::1::",
                "fe80::1%eth0",
                "2001:db8::/129"
            })
    void whatIsNoAddressAndNoNetworkIsRefused(String item) {
        assertTrue(problemWith("ops.addresses", item).endsWith("; not so: number 1"), item);
        assertTrue(
                problemWith("ops.addresses", "127.0.0.1 " + item + "  ::1 " + item)
                        .endsWith("; not so: number 2, number 4"),
                item);
    }
}
