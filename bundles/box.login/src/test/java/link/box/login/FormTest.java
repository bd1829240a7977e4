package link.box.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import link.box.login.web.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
    private static final String TYPE = "application/x-www-form-urlencoded";

    @TempDir
    Path data;

    @Test
    void fields_are_decoded() throws Exception {
        Form form = Form.parse("a=1&b%5f=%C3%A4+%2b&c&a=2&&d==");
        assertEquals("1", form.value("a"));
        assertEquals("\u00e4 +", form.value("b_"));
        assertTrue(form.has("c"));
        assertEquals("=", form.value("d"));
        assertEquals("", form.value("e"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%zz", "a=%", "a=%1", "%+1=a", "a=%ff", "a=\u00ff", "a=\u2044"})
    void what_is_no_form_is_refused(String text) {
        assertEquals(400, assertThrows(Form.Refused.class, () -> Form.parse(text)).status());
    }

    @Test
    void malformed_ones_get_the_boxs_own_page() throws Exception {
        try (Site site = new Site(data)) {
            String name = "email=ann%40example.com&password=";
            refused(400, site, TYPE, name + "%zz");
            refused(400, site, TYPE, "a=b&".repeat(1_100));
            refused(415, site, TYPE + "; charset=nope", name);
            refused(415, site, TYPE + "; charset=utf-16", name);
            refused(415, site, "text/plain", name);
            refused(400, site, "application/json", "[]");
            refused(400, site, "application/json; charset=utf-8", "{\"email\":");
            // last: the server ends the connection, and a client that used it again in that moment would fail
            refused(413, site, TYPE, "a=" + "b".repeat(210_000));
        }
    }

    private static void refused(int status, Site site, String type, String body) throws Exception {
        HttpResponse<String> answer = site.send(site.request("/session/login").header("Content-Type", type)
                .POST(BodyPublishers.ofString(body)));
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("cannot read"), answer.body());
        assertEquals("DENY", answer.headers().firstValue("X-Frame-Options").orElseThrow());
    }
}
