package link.box.ota.channel;

import java.net.http.HttpHeaders;
import java.util.Locale;

/** What a web server answers in the place of what was asked for, in words. */
final class Answers {
    static final String PAGE = " is a web page (HTML): is ota.channel right, or does a login page of this network stand before it?";

    private Answers() {
    }

    /** @return whether it says that it is HTML */
    static boolean page(HttpHeaders headers) {
        String type = headers.firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        return type.startsWith("text/html") || type.startsWith("application/xhtml");
    }

    static String words(int status) {
        return status + switch (status / 100) {
            case 3 -> " (it sends elsewhere, which is not followed: set ota.channel to where it leads)";
            case 4 -> status == 404 ? " (it is not there)" : " (it gives nothing to this Box)";
            case 5 -> " (the server is in trouble)";
            default -> "";
        };
    }
}
