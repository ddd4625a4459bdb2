package io.github.inpagelogin.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A self-made certificate for {@code phone.example.com} and {@code localhost}, in the files that servers want. */
final class Certificate {
    static final String PASSWORD = "password";

    private final Path folder;
    private final SSLContext trusting;

    private Certificate(Path folder, SSLContext trusting) {
        this.folder = folder;
        this.trusting = trusting;
    }

    /** Makes one, with a key of its own, in this folder. */
    static Certificate make(Path folder) throws IOException, GeneralSecurityException {
        ServerProcess.run(
                List.of("keytool -genkeypair -alias it -keyalg EC -validity 2 -dname CN=phone.example.com"
                        + " -ext san=dns:phone.example.com,dns:localhost -storetype PKCS12 -keystore keys.p12"
                        + " -storepass " + PASSWORD + " -keypass " + PASSWORD),
                folder,
                Map.of("PATH", ServerProcess.path()),
                folder.resolve("keytool.log"));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("keys.p12"))) {
            keys.load(in, PASSWORD.toCharArray());
        }
        String certificate = pem("CERTIFICATE", keys.getCertificate("it").getEncoded());
        String key =
                pem("PRIVATE KEY", keys.getKey("it", PASSWORD.toCharArray()).getEncoded());
        Files.writeString(folder.resolve("certificate.pem"), certificate);
        Files.writeString(folder.resolve("key.pem"), key);
        Files.writeString(folder.resolve("both.pem"), certificate + key);
        return new Certificate(folder, trusting(keys));
    }

    private static String pem(String what, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes);
        return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
    }

    private static SSLContext trusting(KeyStore keys) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("it", keys.getCertificate("it"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    /** TLS of a client that trusts nothing else. */
    SSLContext trusting() {
        return trusting;
    }

    /** A client that trusts nothing else, HTTP/1.1. */
    HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .sslContext(trusting)
                .build();
    }

    Path keyStore() {
        return folder.resolve("keys.p12");
    }

    Path certificate() {
        return folder.resolve("certificate.pem");
    }

    Path key() {
        return folder.resolve("key.pem");
    }

    /** Certificate and key in one file. */
    Path both() {
        return folder.resolve("both.pem");
    }
}
