package link.box.api.access;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A place at the registration server where the Box leaves for one app how it can be reached. What lies there only that app can read. An
 * app gets a new one when one of its browsers is out; that of an app that is ended is written no more. Equal if the locators are. Methods
 * return at once.
 */
@ProviderType
public interface Letterbox {
    /** @return 128 random bits in base64url: the place's name, which the app knows */
    String locator();

    /** @return 256 random bits in base64url: who knows it may leave something here, and the app does not */
    String writeKey();

    /**
     * Seals with AES-256-GCM (NIST SP 800-38D) under the app's key, a fresh random nonce of 96 bits, and the locator's ASCII as associated
     * data.
     *
     * @param text what to leave
     * @return nonce, ciphertext and tag of 128 bits, in that order, in base64url without padding
     */
    String seal(String text);
}
