package link.box.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import link.box.api.access.ConnectedApps;
import link.box.common.json.Json;
import link.box.testing.ClosedAccess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the Box lets itself be found at home, and what it shows; the server sees IPv4 and IPv6. */
class PrivateListTest {
    private static final String V6 = "0:0:0:0:0:0:0:1";
    private static final String V4 = "127.0.0.1";

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void begin() throws Exception {
        home = new Home(folder);
    }

    @AfterEach
    void stop() {
        home.close();
    }

    @Test
    void l1_a_box_as_it_comes_never_sends_register() {
        Announcer announcer = home.start();
        announcer.addEndpoint(Home.LAN);
        home.worker.advance(Duration.ofHours(1));
        assertEquals(List.of(), home.server.to("/register"));
        assertFalse(home.server.posts.isEmpty());
    }

    @Test
    void d3_what_is_shown_is_handle_and_address_and_nothing_of_the_boxs_name() throws Exception {
        home.set("http_port", 8080).start();
        JsonObject said = said(V4).get(0);
        assertEquals(Set.of("v", "handle", "key", "ip", "port", "apps", "ttl"), said.keySet());
        assertTrue(said.getString("handle").matches("[A-Za-z0-9_-]{22}") && said.getString("key").matches("[A-Za-z0-9_-]{43}"));
        assertEquals("{\"v\":2,\"ip\":\"192.168.1.23\",\"port\":8080,\"apps\":[\"https://app.example\"],\"ttl\":120}",
                Json.PROVIDER.createObjectBuilder(said).remove("handle").remove("key").build().toString());
        assertFalse(home.server.posts.toString().contains("abc"));
    }

    @Test
    void without_plain_http_nothing_is_listed_and_nothing_fails() {
        home.set("http_port", 0).start();
        home.worker.advance(Duration.ofMinutes(5));
        assertEquals(List.of(), home.server.posts);
        assertTrue(home.worker.failure(PrivateList.JOB).isEmpty());
    }

    @Test
    void d6_over_both_families_the_handle_is_one() throws Exception {
        home.start();
        assertEquals(said(V4).get(0).getString("handle"), said(V6).get(0).getString("handle"));
        assertEquals(List.of("IPv4", "IPv6"), home.registration().orElseThrow().families());
        assertEquals(List.of(), home.registration().orElseThrow().urls());
    }

    @Test
    void it_says_so_about_every_minute() {
        home.set("discovery", "always").start();
        int begin = count(V4);
        home.worker.advance(Duration.ofMinutes(60));
        int count = count(V4) - begin;
        assertTrue(count >= 55 && count <= 66, count + " times");
    }

    @Test
    void after_five_minutes_a_box_that_is_set_up_is_listed_over_ipv6_only() throws Exception {
        home.start();
        home.worker.advance(Duration.ofSeconds(299));
        assertEquals(120, last(V4).getInt("ttl"));
        home.worker.advance(Duration.ofSeconds(2));
        assertEquals(0, last(V4).getInt("ttl"));
        assertEquals(120, last(V6).getInt("ttl"));
        int before = count(V4);
        home.worker.advance(Duration.ofMinutes(10));
        assertEquals(before, count(V4));
        assertEquals(List.of("IPv6"), home.registration().orElseThrow().families());
    }

    @Test
    void a_box_without_an_admin_is_listed_for_half_an_hour() throws Exception {
        home.start().setAccess(new ClosedAccess(() -> false));
        home.worker.advance(Duration.ofMinutes(29));
        assertEquals(120, last(V4).getInt("ttl"));
        home.worker.advance(Duration.ofMinutes(2));
        assertEquals(0, last(V4).getInt("ttl"));
    }

    @Test
    void who_asks_for_it_has_ten_minutes_and_a_new_handle() throws Exception {
        Announcer announcer = home.start();
        home.worker.advance(Duration.ofMinutes(6));
        String before = last(V6).getString("handle");
        announcer.open();
        home.worker.run();
        assertEquals(Duration.ofMinutes(10), announcer.left().orElseThrow());
        assertEquals(120, last(V4).getInt("ttl"));
        assertNotEquals(before, last(V4).getString("handle"));
        List<JsonObject> old = said(V6).stream().filter(each -> each.getString("handle").equals(before)).toList();
        assertEquals(0, old.get(old.size() - 1).getInt("ttl"));
        home.worker.advance(Duration.ofMinutes(10));
        assertEquals(0, last(V4).getInt("ttl"));
        assertTrue(announcer.left().isEmpty());
    }

    @Test
    void d13_another_handle_after_a_start_and_with_another_address_at_home_or_outside() throws Exception {
        Announcer announcer = home.set("discovery", "always").start();
        String first = last(V4).getString("handle");
        String firstKey = last(V4).getString("key");
        announcer.setAddress(Home.published("192.168.1.24"));
        home.worker.run();
        String second = last(V4).getString("handle");
        assertNotEquals(first, second);
        assertNotEquals(firstKey, last(V4).getString("key"));
        announcer.setExternal(Home.router("203.0.113.7"));
        home.worker.run();
        assertEquals(second, last(V4).getString("handle"), "to learn it is no change");
        announcer.setExternal(Home.router("203.0.113.8"));
        home.worker.run();
        String third = last(V4).getString("handle");
        assertNotEquals(second, third);
        home.start();
        assertNotEquals(third, last(V4).getString("handle"));
    }

    @Test
    void d11_a_home_that_has_its_address_to_itself_is_listed_outside_of_windows() throws Exception {
        Announcer announcer = home.startLongAgo();
        announcer.setExternal(Home.router(RegistrationServer.SEEN));
        home.worker.run();
        assertEquals(List.of("[] 120", "[\"https://app.example\"] 120"), said(V4).stream().map(PrivateListTest::shown).toList());
        announcer.setExternal(Home.router("203.0.113.8"));
        home.worker.run();
        assertEquals(0, last(V4).getInt("ttl"), "the router has another address now than the server sees");
    }

    @Test
    void d11_a_home_behind_a_shared_address_asks_once_in_six_hours_and_is_not_listed() throws Exception {
        Announcer announcer = home.ipv4Only().startLongAgo();
        announcer.setExternal(Home.router("203.0.113.8"));
        home.worker.advance(Duration.ofHours(13));
        assertEquals(List.of("[] 120", "[] 120", "[] 120"), said(V4).stream().map(PrivateListTest::shown).toList());
        announcer.setExternal(Home.router("100.64.0.7"));
        home.worker.advance(Duration.ofHours(13));
        assertEquals(3, count(V4), "such a router needs no question");
    }

    @Test
    void switched_off_nothing_is_said_and_nothing_opens_it() {
        Announcer announcer = home.set("discovery", "off").start();
        announcer.open();
        home.worker.advance(Duration.ofMinutes(60));
        assertEquals(List.of(), home.server.posts);
        assertTrue(announcer.left().isEmpty());
    }

    @Test
    void by_windows_only_even_ipv6_waits_for_one() {
        Announcer announcer = home.set("discovery", "window").startLongAgo();
        home.worker.advance(Duration.ofMinutes(60));
        assertEquals(List.of(), home.server.posts);
        announcer.open();
        home.worker.run();
        assertEquals(1, count(V6));
    }

    @Test
    void without_apps_it_is_withdrawn_and_while_they_are_not_known_it_is_not() throws Exception {
        Announcer announcer = home.set("discovery", "always").start();
        int before = home.server.posts.size();
        announcer.unsetApps(Home.apps());
        announcer.setApps(null);
        home.worker.advance(Duration.ofMinutes(5));
        assertEquals(before, home.server.posts.size(), "an update is not a goodbye");
        announcer.setApps(new ConnectedApps(Set.of(), List.of()));
        home.worker.run();
        assertEquals("[] 0", shown(last(V4)));
    }

    @Test
    void a_public_address_alone_is_nothing_to_show_and_a_unique_local_one_is() throws Exception {
        Announcer announcer = home.set("discovery", "always").start();
        int before = home.server.posts.size();
        announcer.setAddress(Home.published("2001:db8::1"));
        home.worker.advance(Duration.ofMinutes(5));
        assertEquals(before, home.server.posts.size());
        announcer.setAddress(Home.published("fd00::23"));
        home.worker.run();
        assertEquals("fd00:0:0:0:0:0:0:23", last(V4).getString("ip"));
    }

    private int count(String peer) {
        return (int) home.server.posts.stream().filter(each -> each.peer().equals(peer)).count();
    }

    private JsonObject last(String peer) throws IOException {
        List<JsonObject> all = said(peer);
        return all.get(all.size() - 1);
    }

    private List<JsonObject> said(String peer) throws IOException {
        List<JsonObject> all = new ArrayList<>();
        for (RegistrationServer.Post each : home.server.to("/v2/announce")) {
            if (each.peer().equals(peer)) {
                all.add(Json.object(each.body()));
            }
        }
        return all;
    }

    private static String shown(JsonObject said) {
        return said.getJsonArray("apps") + " " + said.getInt("ttl");
    }
}
