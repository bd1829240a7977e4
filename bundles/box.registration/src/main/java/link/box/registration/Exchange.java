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

/**
 * One request over a connection to a chosen address. Name and certificate are checked against the URL all the same, which
 * java.net.http cannot do.
 */
final class Exchange {
    static final Duration LONGEST = Duration.ofSeconds(10);

    private final URL url;
    private final String method;
    private final InetAddress address;
    private final SSLContext tls;
    private final Worker worker;

    Exchange(URL url, String method, InetAddress address, SSLContext tls, Worker worker) {
        this.url = url;
        this.method = method;
        this.address = address;
        this.tls = tls;
        this.worker = worker;
    }

    /** @throws IOException there was no answer, or no end of it */
    Answer send(String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        HttpsURLConnection connection = (HttpsURLConnection) url.openConnection(Proxy.NO_PROXY);
        connection.setSSLSocketFactory(new ChosenAddress(tls.getSocketFactory(), address, worker, LONGEST));
        connection.setConnectTimeout((int) LONGEST.toMillis() / 2);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod(method);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("Connection", "close");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(bytes.length);
        try {
            connection.getOutputStream().write(bytes);
            return answer(connection);
        } finally {
            connection.disconnect();
        }
    }

    private Answer answer(HttpsURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        byte[] body = new byte[0];
        if (status == HttpURLConnection.HTTP_OK) {
            try (InputStream in = connection.getInputStream()) {
                body = in.readNBytes(Answer.LIMIT + 1);
            }
        }
        return new Answer(url.getProtocol() + "://" + url.getAuthority(), Family.of(address), status, body,
                retryAfter(connection.getHeaderField("Retry-After")));
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

    /** @return the message, or else the kind of the failure */
    static String reason(IOException failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
