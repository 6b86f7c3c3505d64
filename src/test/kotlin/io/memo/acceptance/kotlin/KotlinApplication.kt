package io.memo.acceptance.kotlin

import org.springframework.boot.autoconfigure.SpringBootApplication

/** A small application whose classes the Kotlin compiler made, with the plugin that opens what Spring has to extend. */
@SpringBootApplication
class KotlinApplication
