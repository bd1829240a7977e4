package link.box.login.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Answers with the headers that keep a page from being framed, sniffed, cached or scripted by others. */
public record Reply(HttpServletResponse response) {
    /** For what is no page: if a browser shows it as one all the same, it can do nothing. */
    private static final String INERT = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
            + "connect-src 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'; form-action 'self'";

    /** @param app origin where a form of the page may lead to besides the Box, as Chromium counts redirects too; or none */
    public void page(int status, String html, Optional<String> app) throws IOException {
        headers();
        response.setHeader("Content-Security-Policy", POLICY + app.map(origin -> " " + origin).orElse(""));
        write(status, "text/html", html);
    }

    public void json(int status, String json) throws IOException {
        headers();
        write(status, "application/json", json);
    }

    /** After a POST, too, the browser goes on with a GET. */
    public void seeOther(String location) {
        headers();
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", location);
    }

    public Reply session(String token) {
        return cookie(Cookies.session(token));
    }

    /** @param domain the Box's main name: all its names, and none of another Box */
    public Reply device(String token, String domain) {
        return cookie(Cookies.device(token, domain));
    }

    public Reply setup(String token) {
        return cookie(Cookies.setup(token));
    }

    public Reply asked(String value) {
        return cookie(Cookies.asked(value));
    }

    public Reply home(String value) {
        return cookie(Cookies.home(value));
    }

    /**
     * Not "cookies": that would wipe those of other Boxes in the zone.
     *
     * @param domain of the device cookie, or none
     */
    public Reply logOut(Optional<String> domain) {
        domain.ifPresent(each -> cookie(Cookies.noDevice(each)));
        response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
        return cookie(Cookies.noSession());
    }

    private Reply cookie(String cookie) {
        response.addHeader("Set-Cookie", cookie);
        return this;
    }

    public Reply retryAfter(Optional<Duration> delay) {
        delay.ifPresent(each -> response.setHeader("Retry-After", Long.toString(seconds(each))));
        return this;
    }

    public static long seconds(Duration delay) {
        return delay.plusMillis(999).toSeconds();
    }

    private void headers() {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy", INERT);
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        // no-referrer would make forms send "Origin: null", which the gate refuses
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    }

    private void write(int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(type + ";charset=utf-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
