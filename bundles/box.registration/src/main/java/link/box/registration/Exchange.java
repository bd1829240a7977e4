package link.box.registration;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import link.box.api.work.Worker;
import link.box.common.json.Json;

/**
 * One request over a connection to a chosen address. Name and certificate are checked against the URL all the same, which
 * java.net.http cannot do.
 */
final class Exchange {
    static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int ANSWER_LIMIT = 4096;

    private final URL url;
    private final InetAddress address;
    private final SSLContext tls;
    private final Worker worker;

    Exchange(URL url, InetAddress address, SSLContext tls, Worker worker) {
        this.url = url;
        this.address = address;
        this.tls = tls;
        this.worker = worker;
    }

    /**
     * @throws Refused the server answered, and not as it should
     * @throws IOException there was no answer
     */
    void post(String body) throws IOException, Refused {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        HttpsURLConnection connection = (HttpsURLConnection) url.openConnection(Proxy.NO_PROXY);
        connection.setSSLSocketFactory(new ChosenAddress(tls.getSocketFactory(), address, worker, LONGEST));
        connection.setConnectTimeout((int) LONGEST.toMillis() / 2);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("Connection", "close");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(bytes.length);
        try {
            connection.getOutputStream().write(bytes);
            check(connection);
        } finally {
            connection.disconnect();
        }
    }

    private void check(HttpsURLConnection connection) throws IOException, Refused {
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            throw new Refused(origin() + " answered " + (status < 0 ? "no HTTP" : "HTTP " + status),
                    retryAfter(connection.getHeaderField("Retry-After")));
        }
        try (InputStream in = connection.getInputStream()) {
            if (!"registered".equals(Json.object(in, ANSWER_LIMIT).getString("status", ""))) {
                throw new IOException("it does not say \"registered\"");
            }
        } catch (IOException e) {
            throw new Refused(origin() + " gave an answer that is none: " + reason(e), null);
        }
    }

    /** RFC 9110, section 10.2.3: seconds or a date. */
    private Duration retryAfter(String header) {
        if (header == null) {
            return null;
        }
        if (header.strip().matches("[0-9]{1,6}")) {
            return Duration.ofSeconds(Long.parseLong(header.strip()));
        }
        try {
            Duration until = Duration.between(worker.now(), ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME));
            return until.isNegative() ? Duration.ZERO : until;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private String origin() {
        return url.getProtocol() + "://" + url.getAuthority();
    }

    /** @return the message, or else the kind of the failure */
    static String reason(IOException failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
