/** Where this Box can be reached, and that others have been told. */
@Export
@Version("1.2.0")
package link.box.api.registration;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
