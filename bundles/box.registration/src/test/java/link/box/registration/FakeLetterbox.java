package link.box.registration;

import link.box.api.access.Letterbox;

/** A letterbox that anybody can look into. */
record FakeLetterbox(String locator) implements Letterbox {
    @Override
    public String writeKey() {
        return "w".repeat(43);
    }

    @Override
    public String seal(String text) {
        return text;
    }
}
