package link.box.login;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps cookies by host, domain and path as browsers do, says where its forms come from, and remembers the set-up form's token. */
final class Browser {
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

    final Map<String, String> cookies = new LinkedHashMap<>();
    String host = "abc.box.test";
    private final Site site;
    private final String[] headers;
    private String token = "";

    /** @param headers that all its requests have: From, User-Agent */
    Browser(Site site, String... headers) {
        this.site = site;
        this.headers = headers;
    }

    /** Goes on under another name of the Box. */
    Browser on(String name) {
        host = name;
        return this;
    }

    HttpResponse<String> get(String path) throws Exception {
        HttpResponse<String> response = keep(site.get(path, headers(path)));
        Matcher form = TOKEN.matcher(response.body());
        token = form.find() ? form.group(1) : token;
        return response;
    }

    /** Follows redirects within the Box, three at most. */
    HttpResponse<String> open(String path) throws Exception {
        HttpResponse<String> response = get(path);
        for (int i = 0; i < 3 && response.statusCode() == 303; i++) {
            response = get(response.headers().firstValue("Location").orElseThrow());
        }
        return response;
    }

    HttpResponse<String> post(String path, Map<String, String> fields) throws Exception {
        Map<String, String> all = new HashMap<>(fields);
        if (path.equals("/setup")) {
            all.putIfAbsent("token", token);
        }
        return keep(site.post(path, all, headers(path)));
    }

    HttpResponse<String> logIn(String password) throws Exception {
        return post("/session/login", Map.of("email", "ann@example.com", "password", password));
    }

    /** @return the value of the cookie that this host gets */
    String cookie(String name) {
        return cookies.entrySet().stream().filter(each -> each.getKey().startsWith(name + " ") && fits(each.getKey(), "/session"))
                .map(Map.Entry::getValue).findFirst().orElse("");
    }

    private String[] headers(String path) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("X-Host", host, "Origin", "https://" + host));
        String line = String.join("; ", cookies.entrySet().stream().filter(each -> fits(each.getKey(), path))
                .map(each -> each.getKey().split(" ")[0] + "=" + each.getValue()).toList());
        if (!line.isEmpty()) {
            all.addAll(List.of("Cookie", line));
        }
        return all.toArray(String[]::new);
    }

    /** A key is name, host or .domain, and path. */
    private boolean fits(String key, String path) {
        String[] parts = key.split(" ");
        boolean ours = parts[1].startsWith(".") ? ("." + host).endsWith(parts[1]) : parts[1].equals(host);
        return ours && path.startsWith(parts[2]);
    }

    private HttpResponse<String> keep(HttpResponse<String> response) {
        for (String line : response.headers().allValues("Set-Cookie")) {
            assertTrue(line.contains("; Secure; HttpOnly; SameSite="), line);
            String[] pair = line.split(";")[0].split("=", 2);
            String key = pair[0] + " " + attribute(line, "Domain", ".", host) + " " + attribute(line, "Path", "", "/");
            cookies.remove(key);
            if (!line.contains("Max-Age=0")) {
                cookies.put(key, pair[1]);
            }
        }
        return response;
    }

    private static String attribute(String line, String name, String before, String otherwise) {
        Matcher found = Pattern.compile("; " + name + "=([^;]+)").matcher(line);
        return found.find() ? before + found.group(1) : otherwise;
    }
}
