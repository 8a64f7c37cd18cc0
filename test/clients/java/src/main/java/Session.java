import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.security.KeyStore;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a client is told, and whom it tells. */
final class Session {
    static final String NAME = System.getenv("CLIENT_NAME");
    static final int PORT = Integer.parseInt(System.getenv("CLIENT_PORT"));
    /** Empty: the client does what it does by default. */
    static final String READER_ENDPOINT = System.getenv("READER_ENDPOINT");
    /** Empty: those of the system are trusted. */
    private static final String AUTHORITIES = System.getenv("AUTHORITIES");
    /** Zero: the client keeps its connections. */
    static final Duration CHECK_EVERY = Duration.ofMillis(Long.parseLong(System.getenv("CHECK_EVERY_MS")));

    static void begin() throws Exception {
        trust(System.getenv(AUTHORITIES.isEmpty() ? "SSL_CERT_FILE" : "AUTHORITIES"));
        Security.setProperty("networkaddress.cache.ttl", "1");
    }

    /** Each line that comes in asks for a read; each line that goes out tells which server answered it, or why none did. */
    static void serve(Callable<String> info) throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.equals("read")) throw new IllegalArgumentException("the line must be 'read', got: " + line);
            System.out.println(answer(info));
        }
        System.exit(0);
    }

    /** For all of this process: the authorities of the system, or those that are told and no others. On AWS a JVM has a store that holds Amazon's. */
    private static void trust(String authorities) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream file = new FileInputStream(authorities)) {
            for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                trusted.setCertificateEntry("authority " + trusted.size(), authority);
            }
        }
        File store = File.createTempFile("trusted", ".p12");
        store.deleteOnExit();
        try (OutputStream file = new FileOutputStream(store)) {
            trusted.store(file, "trusted".toCharArray());
        }
        System.setProperty("javax.net.ssl.trustStore", store.getPath());
        System.setProperty("javax.net.ssl.trustStorePassword", "trusted");
    }

    private static String answer(Callable<String> info) {
        try {
            MatchResult runId = Pattern.compile("run_id:(\\w+)").matcher(info.call()).results().findFirst().orElseThrow();
            return "{\"runId\":\"" + runId.group(1) + "\"}";
        } catch (Exception error) {
            return "{\"error\":\"" + causes(error).replaceAll("[\"\\\\\n]", " ") + "\"}";
        }
    }

    private static String causes(Throwable error) {
        return error + (error.getCause() == null ? "" : ", caused by " + causes(error.getCause()));
    }
}
