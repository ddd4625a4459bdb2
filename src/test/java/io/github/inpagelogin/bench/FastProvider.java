package io.github.inpagelogin.bench;

import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;

/** A RingCentral that has somebody new for every code and costs next to nothing; its tokens can be late. */
final class FastProvider extends Handler.Abstract.NonBlocking {
    /** Of the length of RingCentral's. */
    private static final String TOKEN = "U0pDMTFQMDFQQVMwMHx".repeat(6);

    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong last = new AtomicLong(1_000_000_000L);
    private volatile long delayMillis;

    private FastProvider() {}

    /** Argument: the port. */
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = Control.takeOutput();
        FastProvider provider = new FastProvider();
        Server server = new Server(Servers.threads());
        server.addConnector(Servers.connector(server, Integer.parseInt(arguments[0]), new HttpConfiguration()));
        server.setHandler(provider);
        server.start();
        Control.answer(answers, millis -> provider.delayMillis = millis);
        server.stop();
        provider.later.shutdown();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        // What is not read makes Jetty close the connection.
        Content.Source.consumeAll(
                request,
                Callback.from(() -> answer(Request.getPathInContext(request), response, callback), callback::failed));
        return true;
    }

    private void answer(String path, Response response, Callback callback) {
        switch (path) {
            case "/restapi/oauth/token" -> {
                var unused =
                        later.schedule(() -> write(response, callback, tokens()), delayMillis, TimeUnit.MILLISECONDS);
            }
            case "/restapi/v1.0/account/~/extension/~" -> write(response, callback, person());
            default -> write(response, callback, "{}");
        }
    }

    private String tokens() {
        long number = last.incrementAndGet();
        return "{\"access_token\":\"" + TOKEN + number
                + "\",\"token_type\":\"bearer\",\"expires_in\":3600,\"refresh_token\":\""
                + TOKEN + "R" + number
                + "\",\"refresh_token_expires_in\":604800,\"scope\":\"ReadAccounts ReadCallLog\",\"owner_id\":\""
                + number + "\",\"endpoint_id\":\"endpoint-" + number + "\"}";
    }

    private String person() {
        long number = last.get();
        return "{\"id\":" + number + ",\"extensionNumber\":\"101\",\"name\":\"Ada Lovelace\",\"status\":\"Enabled\","
                + "\"contact\":{\"firstName\":\"Ada\",\"lastName\":\"Lovelace\",\"email\":\"ada@example.com\"}}";
    }

    private static void write(Response response, Callback callback, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.US_ASCII);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
        response.write(true, ByteBuffer.wrap(bytes), callback);
    }
}
