package io.github.inpagelogin.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByHandTest {
    @ParameterizedTest
    @CsvSource({
        "POST, /proxy/restapi/v1.0/account/~/extension/~/sms, true",
        "PUT, /proxy/restapi/v1.0/account/~/extension/~/message-store/1, true",
        "DELETE, /proxy/restapi/v1.0/account/~/extension/~/message-store/1, true",
        "PATCH, /proxy/restapi/v2/accounts/~/extensions/~/x, true",
        "GET, /proxy/restapi/v1.0/account/~/extension/~/presence, false",
        "HEAD, /proxy/media/restapi/v1.0/x, false",
        "POST, /proxy/restapi/oauth/wstoken, false",
        "POST, /proxy/restapi/v1.0/subscription, false",
        "PUT, /proxy/restapi/v1.0/subscription/5/renew, false",
        "DELETE, /proxy/restapi/v1.0/subscription/5, false",
        "POST, /proxy/restapi/v1.0/client-info/sip-provision, false",
        "POST, /proxy/restapi/v1.0/subscriptions-of-mine, true"
    })
    void whatChangesSomethingIsDoneByHandAndConnectingIsNot(String method, String path, boolean byHand) {
        assertEquals(byHand, ByHand.isAsked(method, path));
    }
}
