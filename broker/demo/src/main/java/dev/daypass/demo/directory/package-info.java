/** The demo company's LDAP directory: people with one password, groups in groups. */
@NullMarked
package dev.daypass.demo.directory;

import org.jspecify.annotations.NullMarked;
