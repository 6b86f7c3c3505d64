package io.memo.spring.aop;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** A configuration of a library, which an application imports. */
@Configuration(proxyBeanMethods = false)
@ComponentScan(basePackages = "org.library", useDefaultFilters = false)
public class ScanningLibrary {}
